namespace AgentStack.Agent.Remote;

/// <summary>Environment variables that say what a command line would have to repeat, or must not show.</summary>
public static class RemoteVariables
{
    /// <summary>The runtime that is called when the command line names none.</summary>
    public const string RuntimeArn = "AGENTSTACK_RUNTIME_ARN";

    /// <summary>The one that is called with a token, where it is another.</summary>
    public const string TokenRuntimeArn = "AGENTSTACK_JWT_RUNTIME_ARN";

    /// <summary>A token that was made elsewhere; on a command line every process could read it.</summary>
    public const string BearerToken = "AGENTSTACK_BEARER_TOKEN";
}
