"""The page's parts and the programs' doors (REST, OpenAI-compatible, MCP). Knows nothing of how answers are made."""
