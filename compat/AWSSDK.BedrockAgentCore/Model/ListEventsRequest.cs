using System.Text.Json.Serialization;

namespace Amazon.BedrockAgentCore.Model;

public class ListEventsRequest : AmazonBedrockAgentCoreRequest
{
    [JsonIgnore]
    public string ActorId { get; set; }

    public FilterInput Filter { get; set; }

    public bool? IncludePayloads { get; set; }

    public int? MaxResults { get; set; }

    [JsonIgnore]
    public string MemoryId { get; set; }

    public string NextToken { get; set; }

    [JsonIgnore]
    public string SessionId { get; set; }
}
