using AgentStack.LocalAws.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AgentStack.LocalAws.Signing;

internal static class SignatureCheck
{
    /// <summary>Asks for a signature wherever an endpoint's <see cref="AwsOperation"/> names a service to sign for.</summary>
    public static void UseSignatureCheck(this IApplicationBuilder app)
    {
        var verifier = app.ApplicationServices.GetRequiredService<SignatureVerifier>();
        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<AwsOperation>() is { SigningName: { } service } operation
                && await verifier.VerifyAsync(context.Request, service) is { } refusal)
            {
                var status = operation.Dialect.SignatureRefusalStatus();
                await context.Response.WriteErrorAsync(operation.Dialect, new AwsError(status, refusal.Code, refusal.Message));
                return;
            }

            await next(context);
        });
    }
}
