import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;

/** Runs one node until it is killed: java -cp "lib/*" Node.java FOLDER NAME PORT NAMES TRANSPORTS */
public class Node {
    private static final List<String> PLUGINS = Version.CURRENT.major > 2
        ? List.of("org.opensearch.transport.Netty4ModulePlugin", "org.opensearch.analysis.common.CommonAnalysisModulePlugin")
        : List.of("org.opensearch.transport.Netty4Plugin", "org.opensearch.analysis.common.CommonAnalysisPlugin");

    public static void main(String[] given) throws Exception {
        Path folder = Path.of(given[0], given[1]);
        Settings.Builder settings = Settings.builder()
            .put("cluster.name", "newsgroups-tests").put("node.name", given[1])
            .put("path.home", folder).put("path.data", folder.resolve("data")).put("path.logs", folder.resolve("logs"))
            .put("network.host", "127.0.0.1").put("http.port", given[2])
            .put("http.type", "netty4").put("transport.type", "netty4").put("node.processors", 2)
            .put("transport.port", given[4].split(",")[List.of(given[3].split(",")).indexOf(given[1])].split(":")[1])
            .putList("discovery.seed_hosts", given[4].split(","))
            .putList("cluster.initial_cluster_manager_nodes", given[3].split(","));
        Environment environment = InternalSettingsPreparer.prepareEnvironment(settings.build(), Map.of(), folder, () -> given[1]);
        Constructor<org.opensearch.node.Node> constructor =
            org.opensearch.node.Node.class.getDeclaredConstructor(Environment.class, Collection.class, boolean.class);
        constructor.setAccessible(true);
        constructor.newInstance(environment, plugins(), false).start();
        Thread.currentThread().join();
    }

    /** Plugins are classes in 2.x and descriptions of them in 3.x. */
    private static List<Object> plugins() throws Exception {
        List<Object> plugins = new ArrayList<>();
        for (String name : PLUGINS) {
            plugins.add(Version.CURRENT.major < 3 ? Class.forName(name) : Class.forName("org.opensearch.plugins.PluginInfo")
                .getConstructor(String.class, String.class, String.class, Version.class, String.class, String.class,
                    String.class, List.class, boolean.class)
                .newInstance(name, name, "1", Version.CURRENT, "11", name, null, List.of(), false));
        }
        return plugins;
    }
}
