using System.Text.Json.Serialization;
using Amazon.Runtime.Documents;

namespace Amazon.BedrockRuntime.Model;

public class ConverseRequest : AmazonBedrockRuntimeRequest
{
    [JsonIgnore]
    public string ModelId { get; set; }

    public List<Message> Messages { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<SystemContentBlock> System { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public InferenceConfiguration InferenceConfig { get; set; }

    public ToolConfiguration ToolConfig { get; set; }

    public GuardrailConfiguration GuardrailConfig { get; set; }

    public Document AdditionalModelRequestFields { get; set; }

    public Dictionary<string, PromptVariableValues> PromptVariables { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<string> AdditionalModelResponseFieldPaths { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public Dictionary<string, string> RequestMetadata { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public PerformanceConfiguration PerformanceConfig { get; set; }

    public ServiceTier ServiceTier { get; set; }

    public OutputConfig OutputConfig { get; set; }
}
