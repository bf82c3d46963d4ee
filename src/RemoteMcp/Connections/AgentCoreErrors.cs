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

    /// <summary>The HTTP status that the code stands for; null for those that stand for none.</summary>
    public static int? StatusOf(int? code) => code switch
    {
        Unauthenticated => 401,
        Denied => 403,
        Throttled => 429,
        NotFound => 404,
        ContainerFailed => 424,
        NotAcceptable => 406,
        _ => null,
    };

    /// <summary>Whether it is AgentCore's own; other ones are the server's.</summary>
    public static bool IsOne(int? code) => code is <= Unauthenticated and >= NotAcceptable;
}
