namespace AgentStack.McpServer.Gateway.Status;

/// <summary>How it stands with the gateway at one moment.</summary>
/// <param name="At">That moment.</param>
/// <param name="Ready">Whether every upstream that is required is connected.</param>
/// <param name="WaitsFor">The required ones that are not.</param>
/// <param name="ToolsOnDemand">Whether the upstreams' tools are found by search instead of being listed.</param>
/// <param name="SettingsRefusedAt">When the settings were changed to something wrong; those of before hold, and the log says why.</param>
/// <param name="Upstreams">By name.</param>
internal sealed record GatewayStatus(
    DateTimeOffset At,
    bool Ready,
    IReadOnlyList<string> WaitsFor,
    bool ToolsOnDemand,
    DateTimeOffset? SettingsRefusedAt,
    IReadOnlyList<UpstreamStatus> Upstreams);
