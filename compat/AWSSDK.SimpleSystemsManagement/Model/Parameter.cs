namespace Amazon.SimpleSystemsManagement.Model;

public class Parameter
{
    public string Name { get; set; }

    public ParameterType Type { get; set; }

    public string Value { get; set; }

    public long? Version { get; set; }

    public string Selector { get; set; }

    public string SourceResult { get; set; }

    public DateTime? LastModifiedDate { get; set; }

    public string ARN { get; set; }

    public string DataType { get; set; }
}
