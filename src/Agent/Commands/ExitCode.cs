namespace AgentStack.Agent.Commands;

internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The turn failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration makes no sense; nothing was tried.</summary>
    public const int Usage = 2;

    /// <summary>The address to listen on is taken, or is not this machine's.</summary>
    public const int AddressTaken = 3;

    /// <summary>The agent failed for a reason that nobody foresaw.</summary>
    public const int Crashed = 4;
}
