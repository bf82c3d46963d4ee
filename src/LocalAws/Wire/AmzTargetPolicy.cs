using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace AgentStack.LocalAws.Wire;

/// <summary>Routes the JSON 1.1 dialect, where all operations are <c>POST /</c> and a header names the one.</summary>
internal sealed class AmzTargetPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<AmzTarget>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var asked = httpContext.Request.Headers[AwsHeaders.Target].ToString();
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates[i].Endpoint.Metadata.GetMetadata<AmzTarget>() is { } target && target.Value != asked)
                candidates.SetValidity(i, false);
        }

        return Task.CompletedTask;
    }
}
