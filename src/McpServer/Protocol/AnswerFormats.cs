namespace AgentStack.McpServer.Protocol;

/// <summary>The forms of answer that a caller takes.</summary>
[Flags]
internal enum AnswerFormats
{
    None = 0,
    Json = 1,
    EventStream = 2,
}
