namespace Amazon.BedrockAgentCore.Model;

public class BranchFilter
{
    public bool? IncludeParentBranches { get; set; }

    public string Name { get; set; }
}
