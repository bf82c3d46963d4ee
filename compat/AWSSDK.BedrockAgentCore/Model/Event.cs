namespace Amazon.BedrockAgentCore.Model;

public class Event
{
    public string ActorId { get; set; }

    public Branch Branch { get; set; }

    public string EventId { get; set; }

    public DateTime? EventTimestamp { get; set; }

    public string MemoryId { get; set; }

    public Dictionary<string, MetadataValue> Metadata { get; set; } =
        AWSConfigs.InitializeCollections ? [] : null;

    public List<PayloadType> Payload { get; set; } =
        AWSConfigs.InitializeCollections ? [] : null;

    public string SessionId { get; set; }
}
