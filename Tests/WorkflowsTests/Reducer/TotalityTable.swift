/// What every event comes to in every state, one letter each, columns as `RequestEvent.answers` and
/// `RequestEvent.occurrences` list them:
///
/// answers: identity (complete, faulty), verification (approved, returned, rejected), passphrase (sealed,
/// unreadable), confirmation (current confirmed, current denied, new confirmed, new denied), authority
/// (approved, returned, rejected, unfit), amendment (complete, faulty), execution (made, revoked, another certificate revoked, lost);
///
/// occurrences: submitted; unclear by step; cancelled by role; consent withdrawn; link requested, reminder due
/// and deadline passed by step; service time used (0, 50, 80, 99, 100, 150 %); undeliverable by role; address corrected. Steps
/// are identity, verification, passphrase, confirmation, newConfirmation, authority, amendment; roles are
/// applicant, verifier, registrationAuthority, officer, administrator.
///
/// Capitals are open states: Identity, Verification, Correction, Passphrase, cOnfirmation, Authority, aMendment,
/// Execution. Small letters are ends: issued, reNewed, updated, revoked, reJected, cancelled, withdrawn,
/// expired. `=` leaves the state as it is and has effects. Rejections: `-` the step is over, `.` nothing to do,
/// `!` not entitled, `x` closed, `o` already open.
enum TotalityTable {
    /// Rows by the label of their states.
    static let rows: [String: String] = {
        var rows: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let gap = line.firstRange(of: "  ") else { continue }
            rows[String(line[gap.upperBound...])] = String(line[..<gap.lowerBound])
        }
        return rows
    }()
}

private let text = """
    VI --- -- ---- ---- -- .... o =------ cc!!c w =------ =...... e...... ...... =.... I  identity
    VI --- -- ---- ---- -- .... o =------ cc!!c w =------ =...... e...... ...... =.... !  identity draft
    -- PCj -- ---- ---- -- .... o -=----- cc!!c w -=----- .=..... .e..... ====== =.... -  verification
    VC --- -- ---- ---- -- .... o =------ cc!!c w =------ =...... e...... ...... =.... !  correction
    VC --- -- ---- ---- -- .... o =------ cc!!c w =------ =...... e...... ...... =.... !  correction by RA
    -- --- A= ---- ---- -- .... o --=---- cc!!c w --=---- ..=.... ..e.... ...... =.... -  passphrase
    -- --- -- ---- ECj= -- .... o -----=- cc!!c w -----=- .....=. .....e. ====== =.... -  authority
    -- --- -- ---- ---- -- i..P o ------- ----c - ------- ....... ....... ====== =.... -  execution issuance
    -- --- -- ---- ---- -- n..P o ------- ----c - ------- ....... ....... ====== =.... -  execution renewal
    -- --- -- OjOj ---- -- .... o ---==-- cc!!c w ---==-- ...==.. ...ee.. ...... =.... -  confirmation both
    -- --- -- Aj-- ---- -- .... o ---=--- cc!!c w ---=--- ...=... ...e... ...... =.... -  confirmation current
    -- --- -- --Aj ---- -- .... o ----=-- cc!!c w ----=-- ....=.. ....e.. ...... =.... -  confirmation new
    -- --- -- ---- EMj= -- .... o -----=- cc!!c w -----=- .....=. .....e. ====== =.... -  authority update
    -- --- -- ---- EMj= -- .... o -----=- cc!!c w -----=- .....=. .....e. ====== =.... -  authority confirmed
    -- --- -- ---- EMj. -- .... o -----=- !c!!c ! -----=- .....=. .....e. ====== =.... -  authority revocation
    -- --- -- ---- EMj. -- .... o -----=- c!!!c ! -----=- .....=. .....e. ====== =.... -  authority own
    -- --- -- ---- ---- A= .... o ------= cc!!c w ------= ......= ......e ====== =.... -  amendment update
    -- --- -- ---- ---- O= .... o ------= cc!!c w ------= ......= ......e ====== =.... -  amendment confirmed
    -- --- -- ---- ---- A= .... o ------= !c!!c ! ------= ......= ......e ====== =.... -  amendment revocation
    -- --- -- ---- ---- A= .... o ------= c!!!c ! ------= ......= ......e ...... =.... -  amendment own
    -- --- -- ---- ---- -- u... o ------- ----c - ------- ....... ....... ====== =.... -  execution update
    -- --- -- ---- ---- -- u... o ------- ----c - ------- ....... ....... ====== =.... -  execution confirmed
    -- --- -- ---- ---- -- .r.. o ------- ----c - ------- ....... ....... ====== =.... -  execution revocation
    -- --- -- ---- ---- -- .r.. o ------- ----c - ------- ....... ....... ====== =.... -  execution own
    xx xxx xx xxxx xxxx xx .... o xxxxxxx xxxxx x xxxxxxx ....... ....... ...... ..... x  closed
    """
