//! The description of the operations (OpenAPI) against the server that it describes, by schemathesis.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use super::Outcome;
use super::tools::{self, has, python};
use crate::workspace::{root, target};

/// In the version that was tried.
const PACKAGES: &[&str] = &["schemathesis==4.32.5"];

/// The step.
pub fn run() -> Outcome {
    if !has("python3") {
        return Outcome::NotRun("python3 is not installed".to_owned());
    }
    let programs = match python("schemathesis", PACKAGES) {
        Ok(programs) => programs,
        Err(why) => return Outcome::NotRun(why),
    };
    let done = Server::start().and_then(|server| {
        let mut tried = Command::new(programs.join("schemathesis"));
        tried.arg("--config-file");
        tried.arg(root().join("crates/ocop-server/tests/schemathesis.toml"));
        tried.args(["run", &format!("{}api/v1/openapi.json", server.address)]);
        // the same calls every time; how fast they are made up says nothing of the server
        tried.args(["--seed", "1", "--max-examples", "3", "--no-color"]);
        tried.args(["--phases", "examples,fuzzing"]);
        tried.args(["--suppress-health-check", "all", "--warnings", "off"]);
        tools::run(tried.current_dir(target().join("tools/schemathesis")))
    });
    match done {
        Ok(()) => Outcome::Passed,
        Err(why) => Outcome::Failed(why),
    }
}

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start() -> Result<Self, String> {
        tools::programs()?;
        let mut server = Command::new(target().join("debug/ocop-server"));
        server.args(["--listen", "127.0.0.1:0", "--rate", "0"]);
        let mut child = server
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| e.to_string())?;
        let mut address = String::new();
        if let Some(out) = child.stdout.take() {
            let read = BufReader::new(out).read_line(&mut address);
            read.map_err(|e| e.to_string())?;
        }
        let address = address.trim().to_owned();
        let server = Self { child, address };
        if server.address.starts_with("http://") {
            return Ok(server);
        }
        Err(format!("the server said {:?}", server.address))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
