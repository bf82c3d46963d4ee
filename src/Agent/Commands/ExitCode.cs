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

    /// <summary><c>doctor</c>: the settings are the first thing that is wrong.</summary>
    public const int WrongSettings = 10;

    /// <summary><c>doctor</c>: the AWS credentials or the region are.</summary>
    public const int WrongAwsCredentials = 11;

    /// <summary><c>doctor</c>: a server's parameters, its issuer or its token are.</summary>
    public const int WrongCredentials = 12;

    /// <summary><c>doctor</c>: a server is.</summary>
    public const int WrongServer = 13;

    /// <summary><c>doctor</c>: the model or its guardrail is.</summary>
    public const int WrongModel = 14;

    /// <summary><c>doctor</c>: the store of conversations or the telemetry endpoint is.</summary>
    public const int WrongOther = 15;
}
