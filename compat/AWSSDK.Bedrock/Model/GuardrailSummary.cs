namespace Amazon.Bedrock.Model;

public class GuardrailSummary
{
    public string Id { get; set; }

    public string Arn { get; set; }

    public GuardrailStatus Status { get; set; }

    public string Name { get; set; }

    public string Description { get; set; }

    public string Version { get; set; }

    public DateTime? CreatedAt { get; set; }

    public DateTime? UpdatedAt { get; set; }

    public GuardrailCrossRegionDetails CrossRegionDetails { get; set; }
}
