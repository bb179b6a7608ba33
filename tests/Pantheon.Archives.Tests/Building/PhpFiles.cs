namespace Pantheon.Archives.Tests.Building;

/// <summary>Settings files such as sites have them.</summary>
internal static class PhpFiles
{
    internal const string WpConfig =
        """
        <?php
        /**
         * The base configuration for WordPress; don't edit.
         * define( 'IN_A_BLOCK_COMMENT', 'x' );
         */
        define( 'DB_NAME', 'shop' );
        define('DB_USER','root');
        define( 'DB_PASSWORD', 'p;a\'ss\\w)o//r#d' );
        define( "DB_HOST", "localhost:3306" ); // it's here
        define( 'DB_COLLATE', '' );
        define( 'AUTH_KEY', '\')"; define(\'DB_NAME\',\'no\'); /* ' );
        define( 'DOUBLE', "a\"b\\c\$d\ne\d" );
        // define( 'COMMENTED', true );
        # define( 'IN_A_HASH_COMMENT', 'it"s' );
        $table_prefix  = 'shop_';
        $note = "define( 'IN_A_STRING', 'x' );";
        define( 'WP_DEBUG', false );
        define( 'WP_MEMORY_LIMIT', '256M', true );
        define('DISALLOW_FILE_EDIT',true,false);
        define( 'EMPTY_TRASH_DAYS', 30 );
        define( 'WP_HOME', 'https://' . $_SERVER['HTTP_HOST'] );
        define( 'CONCATENATED', 'a' . 'b' );
        define( 'INTERPOLATED', "a$b" );

        if ( ! defined( 'ABSPATH' ) ) {
            define( 'ABSPATH', __DIR__ . '/' );
        }
        require_once ABSPATH . 'wp-settings.php';
        """;

    internal const string DrupalSettings =
        """
        <?php
        // phpcs:ignoreFile
        $databases = array (
          'default' => array (
            'default' => [
              'database' => 'drupal', // it's the default
              'password' => 'se;cr]et)',
              'prefix' => array('default' => '', 'users' => 'shared_'),
              'driver' => 'mysql',
            ],
          ),
        );
        $settings['hash_salt'] = 'abc\'; $databases = 1; #';
        $settings['config_sync_directory'] = '../config/sync';
        if (file_exists($app_root . '/' . $site_path . '/settings.local.php')) {
          include $app_root . '/' . $site_path . '/settings.local.php';
        }
        """;
}
