using AgentStack.Agent.Models;
using Amazon.Runtime;

namespace AgentStack.Agent.Doctor.Checks;

/// <summary>Why a model does not answer.</summary>
internal sealed class ModelDiagnosis(string model, string region)
{
    private const string Where = "Choose a model or an inference profile that the region has (Model:Id), or another region (AWS_REGION).";

    /// <summary>What the ids of inference profiles begin with, and the regions that have them.</summary>
    private static readonly (string Profile, string Region)[] Geographies =
        [("us-gov.", "us-gov-"), ("us.", "us-"), ("eu.", "eu-"), ("apac.", "ap-"), ("jp.", "ap-northeast-"), ("au.", "ap-southeast-"), ("ca.", "ca-")];

    private string[] Listing =>
    [
        $"aws bedrock list-inference-profiles --region {region} --query 'inferenceProfileSummaries[].inferenceProfileId'",
        $"aws bedrock list-foundation-models --region {region} --query 'modelSummaries[].modelId'",
    ];

    public Finding Explain(Exception failure)
    {
        var (code, message) = Find(failure);
        return code switch
        {
            "AccessDeniedException" => Finding.Bad(
                $"Access to the model {model} is denied",
                "The model is not enabled for this account, or the role may not call it.",
                "Enable it in the Bedrock console of this region, and allow the role bedrock:InvokeModelWithResponseStream on the"
                + " model and, for an inference profile, on the profile and on the model in each of its regions.",
                $"aws bedrock get-foundation-model-availability --region {region} --model-id {BareId}"),
            "ResourceNotFoundException" => NotHere($"Bedrock has no model {model} in {region}"),
            "ValidationException" when message.Contains("on-demand", StringComparison.OrdinalIgnoreCase) => Finding.Bad(
                $"The model {model} takes calls only through an inference profile",
                "It has no on-demand throughput under its own id.",
                $"Set Model:Id to a profile of it, such as global.{model}.",
                Listing),
            "ValidationException" when message.Contains("tool use", StringComparison.OrdinalIgnoreCase) => Finding.Bad(
                $"The model {model} takes no tools in a stream",
                "Every turn of this agent offers it the tools of the MCP servers.",
                "Set Model:Id to a model that supports tool use with ConverseStream.",
                Listing),
            "ValidationException" when message.Contains("identifier", StringComparison.OrdinalIgnoreCase) =>
                NotHere($"Model:Id {model} is no model of {region}"),
            _ when ModelFailures.Translate(failure, model) is { } known => Finding.Bad(
                known.ErrorType is "model_unreachable" ? "Bedrock cannot be reached" : $"The model {model} does not answer{Named(code)}",
                known.Message,
                null),
            _ => Finding.Bad($"The model {model} does not answer{Named(code)}", failure.GetType().Name, "Try again in a moment."),
        };
    }

    private string BareId => Array.Find(Geographies, each => model.StartsWith(each.Profile, StringComparison.Ordinal)) is { Profile: { } prefix }
        ? model[prefix.Length..]
        : model.StartsWith("global.", StringComparison.Ordinal) ? model["global.".Length..] : model;

    private Finding NotHere(string text)
    {
        var geography = Array.Find(Geographies, each => model.StartsWith(each.Profile, StringComparison.Ordinal));
        var isElsewhere = geography.Profile is not null && !region.StartsWith(geography.Region, StringComparison.Ordinal);
        return Finding.Bad(
            text,
            isElsewhere
                ? $"{geography.Profile}… is an inference profile of {geography.Region}… regions, and this is {region}."
                : "The id is misspelt, the region does not have it, or it is called by a name without its profile (us., eu., global., …).",
            Where,
            Listing);
    }

    private static string Named(string code) => code.Length > 0 ? $" ({code})" : "";

    private static (string Code, string Message) Find(Exception failure)
    {
        for (var current = failure; current is not null; current = current.InnerException)
        {
            // The SDK names exceptions inside a stream with a small first letter.
            if (current is AmazonServiceException { ErrorCode: { Length: > 0 } code } service)
                return (char.ToUpperInvariant(code[0]) + code[1..], service.Message ?? "");
        }

        return ("", "");
    }
}
