using System.Text.Json.Serialization;

namespace Amazon.BedrockAgentCore.Model;

public class CreateEventRequest : AmazonBedrockAgentCoreRequest
{
    public string ActorId { get; set; }

    public Branch Branch { get; set; }

    public string ClientToken { get; set; }

    public DateTime? EventTimestamp { get; set; }

    [JsonIgnore]
    public string MemoryId { get; set; }

    public Dictionary<string, MetadataValue> Metadata { get; set; } =
        AWSConfigs.InitializeCollections ? [] : null;

    public List<PayloadType> Payload { get; set; } =
        AWSConfigs.InitializeCollections ? [] : null;

    public string SessionId { get; set; }
}
