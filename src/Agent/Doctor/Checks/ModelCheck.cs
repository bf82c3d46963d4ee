using AgentStack.Agent.Models;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime.Documents;

namespace AgentStack.Agent.Doctor.Checks;

/// <summary>Whether the model answers: the smallest call there is, streaming and with a tool as the agent's own calls are.</summary>
/// <param name="aws">Makes the client.</param>
/// <param name="options">Which model.</param>
/// <param name="hasTools">Whether turns offer tools, which not every model takes.</param>
internal sealed class ModelCheck(DoctorAws aws, ModelOptions options, bool hasTools) : IDoctorCheck
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
        ToolConfig = hasTools ? new ToolConfiguration { Tools = [SmallestTool()] } : null,
    };

    private static Tool SmallestTool() => new()
    {
        ToolSpec = new ToolSpecification
        {
            Name = "nothing",
            Description = "Does nothing.",
            InputSchema = new ToolInputSchema
            {
                Json = new Document(new Dictionary<string, Document>
                {
                    ["type"] = new("object"),
                    ["properties"] = new(new Dictionary<string, Document>()),
                }),
            },
        },
    };
}
