namespace AgentStack.RemoteMcp.Connections;

/// <summary>The JSON-RPC codes that AgentCore itself answers with, before a container or in its place.</summary>
internal static class AgentCoreErrors
{
    public const int Unauthenticated = -32001;
    public const int Denied = -32002;
    public const int Throttled = -32003;
    public const int NotFound = -32004;
    public const int Conflict = -32005;
    public const int Invalid = -32006;
    public const int ContainerFailed = -32010;
    public const int NotAcceptable = -32011;
}
