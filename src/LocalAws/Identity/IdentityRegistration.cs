using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.LocalAws.Identity;

internal static class IdentityRegistration
{
    public static IServiceCollection AddIdentity(this IServiceCollection services, LocalAwsOptions options) =>
        services.AddSingleton(_ => new UserPool(options.Region))
            .AddSingleton(provider => new TokenIssuer(provider.GetRequiredService<UserPool>(), options.IdentityClock ?? options.Clock))
            .AddSingleton<TokenEndpoint>()
            .AddSingleton<DiscoveryEndpoint>()
            .AddSingleton(provider => new UserSignIn(
                provider.GetRequiredService<UserPool>(), provider.GetRequiredService<TokenIssuer>(), options.IdentityClock ?? options.Clock))
            .AddSingleton<InitiateAuthEndpoint>();

    public static void MapIdentity(this IEndpointRouteBuilder endpoints)
    {
        var token = endpoints.ServiceProvider.GetRequiredService<TokenEndpoint>();
        endpoints.MapPost(IdentityPaths.Token, token.IssueAsync)
            .WithMetadata(new AwsOperation("Token", null, AwsDialect.OAuth));

        var signIn = endpoints.ServiceProvider.GetRequiredService<InitiateAuthEndpoint>();
        endpoints.MapPost("/", signIn.AnswerAsync)
            .WithMetadata(new AmzTarget(InitiateAuthEndpoint.Target))
            .WithMetadata(new AwsOperation("InitiateAuth", null, AwsDialect.Json11));

        var discovery = endpoints.ServiceProvider.GetRequiredService<DiscoveryEndpoint>();
        endpoints.MapGet("/{poolId}" + IdentityPaths.Discovery, discovery.DocumentAsync)
            .WithMetadata(new AwsOperation("Discovery", null, AwsDialect.OAuth));
        endpoints.MapGet("/{poolId}" + IdentityPaths.KeySet, discovery.KeySetAsync)
            .WithMetadata(new AwsOperation("KeySet", null, AwsDialect.OAuth));
    }
}
