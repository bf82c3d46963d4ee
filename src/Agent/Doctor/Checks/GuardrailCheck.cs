using AgentStack.Agent.Models.Guardrails;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;

namespace AgentStack.Agent.Doctor.Checks;

/// <summary>Whether the guardrail is there and may be applied: it is held against a harmless text.</summary>
internal sealed class GuardrailCheck(DoctorAws aws, GuardrailOptions options) : IDoctorCheck
{
    public string Name => "guardrail";

    public string? Server => null;

    public DoctorArea Area => DoctorArea.Model;

    private string Guardrail => $"{options.Id} version {options.Version}";

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var bedrock = aws.CreateBedrock();
            var answer = await bedrock.ApplyGuardrailAsync(HarmlessCall(), cancellationToken);
            return Finding.Good(answer.Action?.Value == "NONE" ? $"{Guardrail} is there" : $"{Guardrail} is there; it stops even a greeting");
        }
        catch (AmazonServiceException e) when (e.StatusCode != default)
        {
            return Explain(e.ErrorCode ?? $"HTTP {(int)e.StatusCode}");
        }
        catch (Exception e) when (e is AmazonClientException or HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            return Finding.Bad("Bedrock cannot be reached for the guardrail", null, "Check AWS_REGION, AWS_ENDPOINT_URL and the network.");
        }
    }

    private ApplyGuardrailRequest HarmlessCall() => new()
    {
        GuardrailIdentifier = options.Id,
        GuardrailVersion = options.Version,
        Source = "INPUT",
        Content = [new GuardrailContentBlock { Text = new GuardrailTextBlock { Text = "Hello." } }],
    };

    private Finding Explain(string code) => code switch
    {
        "ResourceNotFoundException" or "ValidationException" => Finding.Bad(
            $"There is no guardrail {Guardrail} in {aws.Region}",
            "Its id, its version or the region is another.",
            "Check Guardrail:Id, Guardrail:Version (DRAFT or a published number) and AWS_REGION.",
            $"aws bedrock list-guardrails --region {aws.Region}",
            $"aws bedrock list-guardrails --region {aws.Region} --guardrail-identifier {options.Id}"),
        "AccessDeniedException" => Finding.Bad(
            $"The guardrail {Guardrail} may not be used",
            "The role lacks bedrock:ApplyGuardrail on it.",
            "Allow the role bedrock:ApplyGuardrail on the guardrail's ARN."),
        _ => Finding.Bad($"The guardrail {Guardrail} does not answer ({code})", null, "Try again in a moment."),
    };
}
