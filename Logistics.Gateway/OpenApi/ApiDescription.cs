using System.Net.Mime;
using System.Text.Json.Nodes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Logistics.Gateway.OpenApi;

/// <summary>The OpenAPI document: what the routes' own metadata and the types' comments do not say.</summary>
internal static class ApiDescription
{
    private const string Bearer = "bearer";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer(DescribeDocumentAsync);
        options.AddOperationTransformer(DescribeOperationAsync);
        options.AddSchemaTransformer(DescribeSchemaAsync);
    });

    private static Task DescribeDocumentAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Logistics API",
            Version = "v1",
            Description = "Parcel tracking and notifications. JSON in camelCase; unknown fields are refused. Whatever fails answers with a "
                + "problem (RFC 9457), whose `code` is stable.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.AddComponent(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "The access token of a sign-in, or an API key.",
        });
        return Task.CompletedTask;
    }

    private static Task DescribeOperationAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        }

        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            Describe(parameter);
        }

        foreach (var header in metadata.OfType<RequestHeader>())
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = header.Name,
                In = ParameterLocation.Header,
                Description = header.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = JsonValue.Create(header.Example),
            });
        }

        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Any failure, such as 429 or 503 with Retry-After",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [MediaTypeNames.Application.ProblemJson] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(nameof(Problem), context.Document),
                },
            },
        };
        return Task.CompletedTask;
    }

    /// <summary>Queries are read as text, to say what is wrong with them in our own words; here they get the type that they have.</summary>
    private static void Describe(OpenApiParameter parameter)
    {
        (parameter.Schema, parameter.Description) = parameter.Name switch
        {
            "limit" => (new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = "1",
                Maximum = $"{PageLimit.Max}",
                Default = 20,
            }, "How many."),
            "cursor" => (parameter.Schema, "The `nextCursor` of the page before."),
            "status" => (new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = Names<ShipmentStatus>(),
            }, "Only those in one of these statuses."),
            "state" => (Names<DeliveryState>(), "Only those in this state."),
            "serviceLevel" => (Names<ServiceLevel>(), "Only those sent so."),
            "createdFrom" => (parameter.Schema, "Only those created then or later: a date (UTC), or a time with its offset."),
            "createdBefore" => (parameter.Schema, "Only those created before then."),
            "city" => (parameter.Schema, "Only those to or from this city."),
            "reference" => (parameter.Schema, "Only those with this reference."),
            "from" => (Date(), "The first day."),
            "until" => (Date(), "The last day; today, when absent."),
            "trackingNumber" => (parameter.Schema, "Case, spaces and dashes do not matter."),
            "format" =>
                (new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["pdf", "zpl"], Default = "pdf" }, "What the printer takes."),
            "search" => (parameter.Schema,
                "Of accounts, part of the name or of the e-mail address. Of shipments, a tracking number, or words (or how they begin) of "
                    + "number, reference, names, companies, cities."),
            "role" when parameter.In == ParameterLocation.Query => (Roles(), "Only those who have it."),
            "role" => (Roles(), parameter.Description),
            "disabled" => (new OpenApiSchema { Type = JsonSchemaType.Boolean }, "Only those who are, or are not."),
            "userId" => (parameter.Schema, "Only what was done to this user."),
            "actorId" => (parameter.Schema, "Only what this user did."),
            "to" => (parameter.Schema, "Only those to this address."),
            _ => (parameter.Schema, parameter.Description),
        };
    }

    private static OpenApiSchema Date() => new() { Type = JsonSchemaType.String, Format = "date" };

    private static OpenApiSchema Names<TEnum>()
        where TEnum : struct, Enum =>
        new() { Type = JsonSchemaType.String, Enum = [.. PublicNames<TEnum>.All.Select(name => JsonValue.Create(name))] };

    private static OpenApiSchema Roles() =>
        new() { Type = JsonSchemaType.String, Enum = [.. ServiceDefaults.Authentication.Roles.All.Select(role => JsonValue.Create(role))] };

    private static Task DescribeSchemaAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        // Where a comment's lines end in the source is nothing to readers of the description.
        schema.Description = schema.Description?.ReplaceLineEndings(" ");

        // Converters of our own, which the generator cannot look into, write strings.
        if (schema.Enum is { Count: > 0 } || schema.Format == "date-time")
        {
            schema.Type ??= JsonSchemaType.String;
        }

        // The value that means "not given" in the services' messages is no value here.
        if (schema.Enum?.FirstOrDefault(value => value?.ToString() == "UNSPECIFIED") is { } unspecified)
        {
            schema.Enum.Remove(unspecified);
        }

        // Requests, none of whose fields is required by form, refuse unknown fields. Answers may grow.
        if (schema.Required is { Count: > 0 })
        {
            schema.AdditionalPropertiesAllowed = true;
        }

        return Task.CompletedTask;
    }
}
