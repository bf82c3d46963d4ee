using System.Text.Json;

namespace AgentStack.LocalAws.Ssm;

internal sealed record GetParametersByPathRequest(
    string? Path,
    bool? Recursive,
    bool? WithDecryption,
    int? MaxResults,
    string? NextToken,
    IReadOnlyList<JsonElement>? ParameterFilters);
