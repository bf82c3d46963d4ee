namespace AgentStack.Agent.Commands;

internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The turn failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration makes no sense; nothing was tried.</summary>
    public const int Usage = 2;
}
