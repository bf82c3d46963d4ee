using System.Text.Json.Serialization;

namespace Amazon.Bedrock.Model;

public class ListGuardrailsRequest : AmazonBedrockRequest
{
    [JsonIgnore]
    public string GuardrailIdentifier { get; set; }

    [JsonIgnore]
    public int? MaxResults { get; set; }

    [JsonIgnore]
    public string NextToken { get; set; }
}
