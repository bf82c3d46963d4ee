using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

public class ListEventsResponse : AmazonWebServiceResponse
{
    public List<Event> Events { get; set; } =
        AWSConfigs.InitializeCollections ? [] : null;

    public string NextToken { get; set; }
}
