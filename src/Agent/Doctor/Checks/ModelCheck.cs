using AgentStack.Agent.Models;
using Amazon.BedrockRuntime.Model;

namespace AgentStack.Agent.Doctor.Checks;

/// <summary>Whether the model answers: the smallest call there is, streaming as the agent's own calls are.</summary>
internal sealed class ModelCheck(DoctorAws aws, ModelOptions options) : IDoctorCheck
{
    public string Name => "model";

    public string? Server => null;

    public DoctorArea Area => DoctorArea.Model;

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var bedrock = aws.CreateBedrock();
            using var answer = await bedrock.ConverseStreamAsync(SmallestCall(), cancellationToken);
            await foreach (var _ in answer.Stream.WithCancellation(cancellationToken))
            {
                // The first event says that the model may be used; the rest is what it would cost.
                break;
            }

            return Finding.Good($"{options.Id} answers in {aws.Region}");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new ModelDiagnosis(options.Id, aws.Region).Explain(e);
        }
    }

    private ConverseStreamRequest SmallestCall() => new()
    {
        ModelId = options.Id,
        Messages = [new Message { Role = "user", Content = [new ContentBlock { Text = "Hi" }] }],
        InferenceConfig = new InferenceConfiguration { MaxTokens = 1 },
    };
}
