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
        AskAsync("bedrock:ApplyGuardrail", guardrail.ToString(), () => clients.Runtime.ApplyGuardrailAsync(request, cancellationToken), cancellationToken);

    /// <exception cref="McpException">AWS refused, or cannot be reached.</exception>
    public Task<GetGuardrailResponse> GetAsync(string id, string? version, CancellationToken cancellationToken) => AskAsync(
        "bedrock:GetGuardrail",
        version is null ? id : $"{id} version {version}",
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
                "bedrock:ListGuardrails", null, () => clients.Bedrock.ListGuardrailsAsync(request, cancellationToken), cancellationToken);
            foreach (var summary in answer.Guardrails ?? [])
                yield return summary;

            next = answer.NextToken;
            if (string.IsNullOrEmpty(next))
                yield break;
        }
    }

    /// <exception cref="McpException">AWS refused, or cannot be reached.</exception>
    public Task<ConverseResponse> ConverseAsync(ConverseRequest request, CancellationToken cancellationToken) => AskAsync(
        "bedrock:InvokeModel", null, () => clients.Runtime.ConverseAsync(request, cancellationToken), cancellationToken, request.ModelId);

    private async Task<T> AskAsync<T>(
        string permission, string? guardrail, Func<Task<T>> call, CancellationToken cancellationToken, string? model = null)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (
            !cancellationToken.IsCancellationRequested
            && e is AmazonClientException or AmazonServiceException or HttpRequestException or IOException or OperationCanceledException)
        {
            throw new McpException(Refusals.Explain(e, new RefusedCall(permission, guardrail, model, clients.Region)), e);
        }
    }
}
