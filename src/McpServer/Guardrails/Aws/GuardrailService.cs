using System.Runtime.CompilerServices;
using Amazon.Bedrock.Model;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using ModelContextProtocol;

namespace AgentStack.McpServer.Guardrails.Aws;

/// <summary>The calls to Bedrock. What it refuses comes back as a sentence with the remedy.</summary>
internal sealed class GuardrailService(BedrockClients clients)
{
    private const int PageSize = 100;

    // An account has a hundred at most; a list that never ends is not followed for ever.
    private const int MostPages = 50;

    /// <exception cref="McpException">AWS refused, or cannot be reached.</exception>
    public Task<ApplyGuardrailResponse> ApplyAsync(
        GuardrailName guardrail, ApplyGuardrailRequest request, CancellationToken cancellationToken) =>
        AskAsync(
            new RefusedCall("bedrock:ApplyGuardrail", guardrail.ToString(), null, clients.Region),
            () => clients.Runtime.ApplyGuardrailAsync(request, cancellationToken),
            cancellationToken);

    /// <exception cref="McpException">AWS refused, or cannot be reached.</exception>
    public Task<GetGuardrailResponse> GetAsync(string id, string? version, CancellationToken cancellationToken) => AskAsync(
        new RefusedCall("bedrock:GetGuardrail", version is null ? id : $"{id} version {version}", null, clients.Region),
        () => clients.Bedrock.GetGuardrailAsync(
            new GetGuardrailRequest { GuardrailIdentifier = id, GuardrailVersion = version }, cancellationToken),
        cancellationToken);

    /// <exception cref="McpException">AWS refused, or cannot be reached.</exception>
    public async IAsyncEnumerable<GuardrailSummary> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        for (var page = 0; page < MostPages; page++)
        {
            var request = new ListGuardrailsRequest { MaxResults = PageSize, NextToken = next };
            var answer = await AskAsync(
                new RefusedCall("bedrock:ListGuardrails", null, null, clients.Region),
                () => clients.Bedrock.ListGuardrailsAsync(request, cancellationToken),
                cancellationToken);
            foreach (var summary in answer.Guardrails ?? [])
                yield return summary;

            next = answer.NextToken;
            if (string.IsNullOrEmpty(next))
                yield break;
        }
    }

    /// <exception cref="McpException">AWS refused, or cannot be reached.</exception>
    public Task<ConverseResponse> ConverseAsync(ConverseRequest request, CancellationToken cancellationToken) => AskAsync(
        new RefusedCall("bedrock:InvokeModel", null, request.ModelId, clients.Region),
        () => clients.Runtime.ConverseAsync(request, cancellationToken),
        cancellationToken);

    private static async Task<T> AskAsync<T>(RefusedCall about, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (
            !cancellationToken.IsCancellationRequested
            && e is AmazonClientException or AmazonServiceException or HttpRequestException or IOException or OperationCanceledException)
        {
            throw new McpException(Refusals.Explain(e, about), e);
        }
    }
}
