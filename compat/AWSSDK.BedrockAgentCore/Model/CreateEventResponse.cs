using Amazon.Runtime;

namespace Amazon.BedrockAgentCore.Model;

public class CreateEventResponse : AmazonWebServiceResponse
{
    public Event Event { get; set; }
}
