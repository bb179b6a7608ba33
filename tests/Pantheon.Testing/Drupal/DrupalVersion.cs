namespace Pantheon.Testing;

/// <summary>Which Drupal the archive holds.</summary>
public enum DrupalVersion
{
    /// <summary>7.98, the docroot is the code's root.</summary>
    Drupal7,

    /// <summary>10.3.1 as a Composer project, the docroot is web/.</summary>
    Drupal10,
}
