namespace AgentStack.McpServer.Gateway.Status;

/// <summary>How it stands with one upstream.</summary>
/// <param name="Name">As in the settings.</param>
/// <param name="State">idle, connecting, connected, degraded or refused.</param>
/// <param name="Since">When the state began.</param>
/// <param name="Cause">Why it fails, if it does.</param>
/// <param name="RetryAt">When it is asked again; calls fail at once until then.</param>
/// <param name="Required">Whether the gateway is ready only with it.</param>
/// <param name="Protocol">The revision that was agreed on.</param>
/// <param name="Server">Its name, as it gives it.</param>
/// <param name="Version">Its version, as it gives it.</param>
/// <param name="ListedAt">When it listed its tools last.</param>
/// <param name="Tools">How many of them are offered.</param>
/// <param name="Prompts">How many prompts are offered.</param>
/// <param name="Resources">How many resources are offered.</param>
/// <param name="ResourceTemplates">How many templates of resources are offered.</param>
/// <param name="Hidden">How many of its tools the settings leave out.</param>
/// <param name="LeftOut">What cannot be offered otherwise; nothing for callers who may not call all of it.</param>
/// <param name="Calls">What calls came to.</param>
internal sealed record UpstreamStatus(
    string Name,
    string State,
    DateTimeOffset Since,
    string? Cause,
    DateTimeOffset? RetryAt,
    bool Required,
    string? Protocol,
    string? Server,
    string? Version,
    DateTimeOffset? ListedAt,
    int Tools,
    int Prompts,
    int Resources,
    int ResourceTemplates,
    int Hidden,
    IReadOnlyList<LeftOutStatus> LeftOut,
    CallsStatus Calls);
