namespace Amazon.Bedrock.Model;

public class GuardrailCrossRegionDetails
{
    public string GuardrailProfileId { get; set; }

    public string GuardrailProfileArn { get; set; }
}
