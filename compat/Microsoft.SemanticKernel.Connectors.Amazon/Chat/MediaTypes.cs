namespace Amazon.BedrockRuntime;

internal static class MediaTypes
{
    private static readonly (string Type, DocumentFormat Format)[] Documents =
    [
        ("text/plain", DocumentFormat.Txt),
        ("text/csv", DocumentFormat.Csv),
        ("text/html", DocumentFormat.Html),
        ("text/markdown", DocumentFormat.Md),
        ("application/pdf", DocumentFormat.Pdf),
        ("application/msword", DocumentFormat.Doc),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", DocumentFormat.Docx),
        ("application/vnd.ms-excel", DocumentFormat.Xls),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", DocumentFormat.Xlsx),
    ];

    private static readonly (string Type, ImageFormat Format)[] Images =
    [
        ("image/jpeg", ImageFormat.Jpeg),
        ("image/png", ImageFormat.Png),
        ("image/gif", ImageFormat.Gif),
        ("image/webp", ImageFormat.Webp),
    ];

    public static DocumentFormat? DocumentFormatOf(string mediaType) =>
        Array.Find(Documents, d => d.Type == mediaType).Format;

    public static ImageFormat? ImageFormatOf(string mediaType) => Array.Find(Images, i => i.Type == mediaType).Format;

    public static string Of(DocumentFormat format) => Array.Find(Documents, d => d.Format == format).Type ?? "text/plain";

    public static string Of(ImageFormat format) => Array.Find(Images, i => i.Format == format).Type ?? "image/jpeg";
}
