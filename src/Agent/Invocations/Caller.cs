namespace AgentStack.Agent.Invocations;

/// <summary>Who asks, as far as the platform says it; it does not print itself.</summary>
/// <param name="Headers">Those that the platform passes on for the container's use; names in any case.</param>
internal sealed record Caller(WorkloadToken? WorkloadToken, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>At the console there is no caller but the person before it.</summary>
    public static readonly Caller Nobody = new(null, new Dictionary<string, string>());

    /// <summary>Where a person returns to who has consented to something; null when the platform names no place.</summary>
    public string? OAuth2CallbackUrl { get; init; }

    public static Caller From(IHeaderDictionary headers)
    {
        var token = headers.Text(InvocationHeaders.WorkloadToken) ?? headers.Text(InvocationHeaders.OlderWorkloadToken);
        return new Caller(token is null ? null : new WorkloadToken(token), ForwardedHeaders.Of(headers))
        {
            OAuth2CallbackUrl = headers.Text(InvocationHeaders.OAuth2CallbackUrl),
        };
    }

    public override string ToString() => "(caller)";
}
