namespace AgentStack.GatewayBench.Outage;

/// <summary>How a call ended for its client.</summary>
internal enum Ending
{
    /// <summary>With the tool's own answer.</summary>
    Answered,

    /// <summary>With an error that says that the tool was not run.</summary>
    NotRun,

    /// <summary>With an error that says that the tool may have been run.</summary>
    MaybeRun,

    /// <summary>With an error that does not say.</summary>
    Unclear,

    /// <summary>With no answer of MCP.</summary>
    Lost,
}
