using System.Text.Json.Serialization;

namespace Amazon.Bedrock.Model;

public class GetGuardrailRequest : AmazonBedrockRequest
{
    [JsonIgnore]
    public string GuardrailIdentifier { get; set; }

    [JsonIgnore]
    public string GuardrailVersion { get; set; }
}
