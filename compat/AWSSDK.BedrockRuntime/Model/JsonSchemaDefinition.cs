namespace Amazon.BedrockRuntime.Model;

public class JsonSchemaDefinition
{
    public string Schema { get; set; }

    public string Name { get; set; }

    public string Description { get; set; }
}
