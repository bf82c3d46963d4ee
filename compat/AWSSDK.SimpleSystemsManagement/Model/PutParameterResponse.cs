using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

public class PutParameterResponse : AmazonWebServiceResponse
{
    public long? Version { get; set; }

    public ParameterTier Tier { get; set; }
}
