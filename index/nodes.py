"""The LlamaIndex seam: the clause parser as a NodeParser, the search as a BaseRetriever.

Nothing else of ours imports this module: its base classes come from llama_index, which takes seconds to
import. Knows nothing of how clauses are found or scored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from llama_index.core.node_parser import NodeParser
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import (
    BaseNode,
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    TextNode,
)
from llama_index.core.schema import Document as LlamaDocument
from pydantic import Field

from corpus.parse import parse
from corpus.tree import ClauseTree
from corpus.types import Clause, Document
from index.chunks import breadcrumb, chunk_document
from index.policy_index import Mode, PolicyIndex
from index.types import Filters

# the breadcrumb is what an embedding or a model needs beside the words; the rest is for programs
_FOR_PROGRAMS = ["doc_id", "clause_id", "kind", "label", "departments", "row", "region", "title"]
_FROM_METADATA = ("title", "number", "date", "region", "level", "status", "source")


class ClauseNodeParser(NodeParser):
    """LlamaIndex documents → one TextNode a chunk, with exact offsets into the document's text.

    A document's id is its ``metadata["doc_id"]``, or else its LlamaIndex id; title, number, date, region,
    level, status and source are taken from its metadata where they stand there. ``metadata`` of a node names
    the clause (clause_id, kind, label, departments, row) and its breadcrumb; ``id_`` is the chunk id, the same
    at every run. PREVIOUS and NEXT lead through the document, SOURCE to it.
    """

    token_budget: int = Field(default=350, description="Most o200k tokens of a node's text.", gt=0)

    @classmethod
    def class_name(cls) -> str:
        """The name LlamaIndex serialises it under."""
        return "ClauseNodeParser"

    def _parse_nodes(
        self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any
    ) -> list[BaseNode]:
        found: list[BaseNode] = []
        for source in nodes:
            document = _document(source)
            parsed = parse(document)
            tree = ClauseTree(parsed.clauses)
            clauses = {clause.clause_id: clause for clause in parsed.clauses}
            for chunk in chunk_document(document, tree, parsed.clauses, self.token_budget):
                clause = clauses[chunk.clause_id]
                node = _node(document, tree, clause, chunk.start, chunk.end, chunk.chunk_id)
                node.relationships[NodeRelationship.SOURCE] = source.as_related_node_info()
                found.append(node)
        return found

    def _postprocess_parsed_nodes(
        self, nodes: list[BaseNode], parent_doc_map: dict[str, LlamaDocument]
    ) -> list[BaseNode]:
        # the base class looks offsets up with text.find(), which is wrong for repeated text
        exact = {n.node_id: (n.start_char_idx, n.end_char_idx) for n in nodes if isinstance(n, TextNode)}
        out = super()._postprocess_parsed_nodes(nodes, parent_doc_map)
        for node in out:
            if isinstance(node, TextNode) and node.node_id in exact:
                node.start_char_idx, node.end_char_idx = exact[node.node_id]
        return out


class PolicyRetriever(BaseRetriever):
    """A PolicyIndex as a LlamaIndex retriever: one node a clause, its best chunk as the text."""

    def __init__(
        self,
        index: PolicyIndex,
        k: int = 5,
        filters: Filters | None = None,
        mode: Mode = "hybrid",
        **kwargs: Any,
    ) -> None:
        self._index = index
        self._k = k
        self._filters = filters or Filters()
        self._mode: Mode = mode
        super().__init__(**kwargs)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        found = self._index.search(query_bundle.query_str, k=self._k, filters=self._filters, mode=self._mode)
        nodes = []
        for evidence in found:
            clause = evidence.clause
            node = _node(
                self._index.documents[clause.doc_id],
                self._index.tree,
                clause,
                evidence.start,
                evidence.end,
                f"{clause.clause_id}@{evidence.start}",
            )
            nodes.append(NodeWithScore(node=node, score=evidence.score))
        return nodes


def _document(source: BaseNode) -> Document:
    text = source.get_content()
    metadata = source.metadata
    said = {key: str(metadata[key]) for key in _FROM_METADATA if metadata.get(key)}
    return Document(
        doc_id=str(metadata.get("doc_id") or source.node_id),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        path=str(metadata.get("file_name") or ""),
        provenance=dict.fromkeys(said, "manifest"),
        **{"title": "", **said},  # type: ignore[arg-type]
    )


def _node(
    document: Document, tree: ClauseTree, clause: Clause, start: int, end: int, node_id: str
) -> TextNode:
    return TextNode(
        id_=node_id,
        text=document.text[start:end],
        start_char_idx=start,
        end_char_idx=end,
        metadata={
            "breadcrumb": breadcrumb(document, tree, clause, continued=start > clause.start),
            "doc_id": document.doc_id,
            "title": document.title,
            "region": document.region,
            "clause_id": clause.clause_id,
            "kind": clause.kind,
            "label": clause.label,
            "departments": list(clause.departments),
            "row": clause.row.no if clause.row else None,
        },
        excluded_embed_metadata_keys=_FOR_PROGRAMS,
        excluded_llm_metadata_keys=_FOR_PROGRAMS,
    )
