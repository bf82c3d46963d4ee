namespace Amazon.SimpleSystemsManagement.Model;

public class ParameterStringFilter
{
    public string Key { get; set; }

    public string Option { get; set; }

    public List<string> Values { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
