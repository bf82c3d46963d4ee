using System.ClientModel;
using AgentStack.LocalAws.Wire;

namespace AgentStack.LocalAws.Bedrock.Bridge;

/// <summary>What an OpenAI-compatible server's failure is called in Bedrock.</summary>
internal static class ChatFailure
{
    public static AwsError ToAwsError(Exception failure, Uri endpoint)
    {
        var status = (failure as ClientResultException)?.Status ?? 0;
        return status switch
        {
            400 or 422 => BedrockErrors.Create(
                BedrockErrors.Validation,
                $"The model server at {endpoint} refused the request ({status}). Check that the model can use tools."),
            401 or 403 => BedrockErrors.Create(
                BedrockErrors.AccessDenied,
                $"The model server at {endpoint} refused the key ({status}). Set OPENAI_API_KEY to one that it takes."),
            404 => BedrockErrors.Create(
                BedrockErrors.ResourceNotFound,
                $"The model server at {endpoint} does not have this model or this address (404). Pull the model first, or check the address: it usually ends in /v1."),
            429 => BedrockErrors.Create(
                BedrockErrors.Throttling,
                $"The model server at {endpoint} takes no more requests for now (429)."),
            >= 500 => BedrockErrors.Create(
                BedrockErrors.ServiceUnavailable,
                $"The model server at {endpoint} failed ({status})."),
            _ => Unreached(failure, endpoint),
        };
    }

    /// <summary>HTML, or an empty body: an answer with no event in it.</summary>
    public static AwsError Nothing(Uri endpoint) => BedrockErrors.Create(
        BedrockErrors.ServiceUnavailable,
        $"What answers at {endpoint} sent no chat completion. Check the address: that of an OpenAI-compatible server usually ends in /v1.");

    private static AwsError Unreached(Exception failure, Uri endpoint) => failure is ClientResultException or HttpRequestException or AggregateException
        ? BedrockErrors.Create(
            BedrockErrors.ServiceUnavailable,
            $"No answer from the model server at {endpoint}. Start it, or check the address: it usually ends in /v1.")
        : BedrockErrors.Create(
            BedrockErrors.ModelStreamError,
            $"The model server at {endpoint} broke off or sent what is no chat completion.");
}
