namespace AgentStack.McpServer.Tools;

/// <summary>What <c>calculate</c> can do; the wire has the names in lower case.</summary>
internal enum Operation
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Modulo,
}
