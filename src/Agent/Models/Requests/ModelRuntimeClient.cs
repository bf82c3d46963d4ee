using AgentStack.Agent.Models.Calls;
using AgentStack.Agent.Models.Guardrails;
using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;

namespace AgentStack.Agent.Models.Requests;

/// <summary>
/// The Bedrock client, which gives each request what the chat client above it knows nothing of: the guardrail and the
/// cache points.
/// </summary>
internal sealed class ModelRuntimeClient : AmazonBedrockRuntimeClient
{
    private readonly GuardrailOptions _guardrail;
    private readonly PromptCaching _caching;

    public ModelRuntimeClient(AmazonBedrockRuntimeConfig config, GuardrailOptions guardrail, PromptCaching caching)
        : base(config) => (_guardrail, _caching) = (guardrail, caching);

    public ModelRuntimeClient(
        AWSCredentials credentials, AmazonBedrockRuntimeConfig config, GuardrailOptions guardrail, PromptCaching caching)
        : base(credentials, config) => (_guardrail, _caching) = (guardrail, caching);

    public override async Task<ConverseStreamResponse> ConverseStreamAsync(
        ConverseStreamRequest request, CancellationToken cancellationToken = default)
    {
        request.GuardrailConfig ??= _guardrail.ToConfiguration();
        var response = await SendAsync(request, cancellationToken);
        ModelCall.Current?.Watch(response.Stream);
        return response;
    }

    private async Task<ConverseStreamResponse> SendAsync(ConverseStreamRequest request, CancellationToken cancellationToken)
    {
        var places = _caching.Places;
        if (places is CachePlaces.None)
            return await base.ConverseStreamAsync(request, cancellationToken);

        CachePoints.Add(request, places);
        try
        {
            return await base.ConverseStreamAsync(request, cancellationToken);
        }
        catch (AmazonBedrockRuntimeException refusal) when (PromptCaching.IsRefusedBy(refusal))
        {
            _caching.TurnOff(refusal);
            CachePoints.Remove(request);
            return await base.ConverseStreamAsync(request, cancellationToken);
        }
    }
}
