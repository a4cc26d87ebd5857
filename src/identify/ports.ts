/** The ports that a scheme or a driver uses by itself, so that nobody has to declare them. */

/** Decides whether a port goes without saying for a scheme; without a scheme, the two of the web do. */
export function isOwnPort(scheme: string | null, port: number): boolean {
  return (scheme === null ? WEB : (OWN_PORTS.get(scheme.replace(/:$/, '').toLowerCase()) ?? [])).includes(port);
}

/** The port that a scheme uses by itself (IANA's registry, or the protocol's own documentation); null when it has none. */
export function portOfScheme(scheme: string): number | null {
  return OWN_PORTS.get(scheme)?.[0] ?? null;
}

const WEB: readonly number[] = [443, 80];

const OWN_PORTS: ReadonlyMap<string, readonly number[]> = new Map(
  Object.entries({
    https: [443],
    http: [80],
    wss: [443],
    ws: [80],
    grpc: [443],
    grpcs: [443],
    libsql: [443],
    ftp: [21],
    ftps: [21, 990],
    sftp: [22],
    ssh: [22],
    telnet: [23],
    git: [9418],
    smtp: [25, 587],
    smtps: [465],
    imap: [143],
    imaps: [993],
    pop3: [110],
    pop3s: [995],
    postgres: [5432],
    postgresql: [5432],
    mysql: [3306],
    mariadb: [3306],
    mssql: [1433],
    sqlserver: [1433],
    oracle: [1521],
    cockroachdb: [26257],
    mongodb: [27017],
    'mongodb+srv': [27017],
    redis: [6379],
    rediss: [6379, 6380],
    memcached: [11211],
    amqp: [5672],
    amqps: [5671],
    kafka: [9092],
    nats: [4222],
    mqtt: [1883],
    mqtts: [8883],
    ldap: [389],
    ldaps: [636],
    bolt: [7687],
    neo4j: [7687],
    'neo4j+s': [7687],
    'bolt+s': [7687],
    cassandra: [9042],
    clickhouse: [8123],
    pulsar: [6650],
    'pulsar+ssl': [6651],
    couchbase: [11210],
    couchbases: [11207],
    rethinkdb: [28015],
    zookeeper: [2181],
    stomp: [61613],
    statsd: [8125],
    syslog: [514],
    gelf: [12201],
    fluentd: [24224],
    nsq: [4150],
    'bolt+ssc': [7687],
    'neo4j+ssc': [7687],
    stun: [3478],
    turn: [3478],
    turns: [5349],
  }),
);
