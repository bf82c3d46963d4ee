namespace Amazon.BedrockAgentCore.Model;

public class FilterInput
{
    public BranchFilter Branch { get; set; }

    public List<EventMetadataFilterExpression> EventMetadata { get; set; } =
        AWSConfigs.InitializeCollections ? [] : null;
}
