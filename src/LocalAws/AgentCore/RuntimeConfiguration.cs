namespace AgentStack.LocalAws.AgentCore;

/// <summary>Turns configured runtimes into real ones, or says all that is wrong with them at once.</summary>
internal static class RuntimeConfiguration
{
    private const string Section = "LocalAws:Runtimes";

    /// <exception cref="InvalidOperationException">Something is missing or unreadable.</exception>
    public static IReadOnlyList<LocalRuntime> Read(LocalAwsOptions options, Uri ownDiscoveryUrl)
    {
        var problems = options.Runtimes.SelectMany(entry => Problems($"{Section}:{entry.Key}", entry.Value)).ToList();
        if (problems.Count > 0)
            throw new InvalidOperationException(string.Join(Environment.NewLine, problems));

        return [.. options.Runtimes.Values.Select(runtime => Build(runtime, ownDiscoveryUrl))];
    }

    private static IEnumerable<string> Problems(string key, RuntimeOptions runtime)
    {
        if (!RuntimeArn.IsValid(runtime.Arn))
            yield return $"{key}:Arn must be a runtime's ARN, such as {RuntimeArn.Example}; it is \"{runtime.Arn}\"";

        if (!IsHttp(runtime.Address))
            yield return $"{key}:Address must be like http://127.0.0.1:8080; it is \"{runtime.Address}\"";

        if (runtime.DiscoveryUrl is not null && !IsHttp(runtime.DiscoveryUrl))
            yield return $"{key}:DiscoveryUrl must be an http or https address; it is \"{runtime.DiscoveryUrl}\"";
    }

    private static bool IsHttp(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static LocalRuntime Build(RuntimeOptions runtime, Uri ownDiscoveryUrl) =>
        new(runtime.Arn!, runtime.Protocol, new Uri(runtime.Address!))
        {
            Authorizer = runtime.Authorizer is RuntimeAuthorizerKind.Jwt
                ? new JwtAuthorizer(runtime.DiscoveryUrl is { } url ? new Uri(url) : ownDiscoveryUrl)
                {
                    AllowedClients = runtime.AllowedClients,
                    AllowedAudience = runtime.AllowedAudience,
                    AllowedScopes = runtime.AllowedScopes,
                }
                : null,
            RequestHeaderAllowlist = runtime.RequestHeaderAllowlist,
        };
}
