use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::git::{Object, Objects, ask};
use super::{Bytes, MAXIMUM_FILE_SIZE, Standing, Tree};
use crate::source::Error;

/// How many links to folders may lie in one another.
const MAXIMUM_LINKS: usize = 8;

/// The mode that git gives a link.
const LINK: &str = "120000";

/// The mode that git gives another repository in a folder.
const SUBMODULE: &str = "160000";

/// A site's folder as a commit of its git repository has it.
pub struct Revision {
    root: PathBuf,
    name: String,
    commit: String,
    /// The path from the repository's top to the site's root. **Shape**: empty, or with a slash at its end.
    prefix: String,
    /// Identifiers of the files that were listed: git finds a file by its path only by going through its folder, so that
    /// a folder of many files would cost the square of their number.
    listed: Mutex<HashMap<PathBuf, String>>,
    objects: Mutex<Objects>,
}

impl Revision {
    /// A revision by any name that git knows (`main`, `v1.2`, `HEAD~3`, an identifier); the repository is the one that
    /// `root` lies in.
    ///
    /// **Errors**: git is not installed, `root` lies in no repository, or that has no such revision.
    pub fn open(root: &Path, name: &str) -> Result<Self, Error> {
        let fail = |cause| Error::new("read the revision", name, cause);
        let prefix = ask(root, &["rev-parse", "--show-prefix"]).map_err(fail)?;
        let commit = commit(root, name).map_err(fail)?;
        let objects = Mutex::new(Objects::open(root).map_err(fail)?);
        let (root, name, prefix) = (root.to_owned(), name.to_owned(), line(&prefix));
        Ok(Self { root, name, commit, prefix, listed: Mutex::default(), objects })
    }

    /// The identifier of the commit.
    pub fn commit(&self) -> &str {
        &self.commit
    }

    fn object(&self, path: &str) -> io::Result<Object> {
        let listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner).get(Path::new(path)).cloned();
        let name = listed.unwrap_or_else(|| format!("{}:{}{path}", self.commit, self.prefix));
        self.objects.lock().unwrap_or_else(PoisonError::into_inner).read(&name, MAXIMUM_FILE_SIZE)
    }

    /// Adds the files of a folder. `tree` is its identifier, `folder` its path from the root.
    fn list(&self, tree: &str, folder: &str, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
        if depth > MAXIMUM_LINKS {
            return Err(io::Error::other("a folder contains itself through a link"));
        }
        let listed = ask(&self.root, &["ls-tree", "-r", "-z", "--full-tree", tree])?;
        for entry in String::from_utf8_lossy(&listed).split_terminator('\0') {
            let Some((head, inner)) = entry.split_once('\t') else { continue };
            let path = format!("{folder}/{inner}");
            let (mode, id) =
                head.split_once(' ').map_or((head, ""), |(mode, rest)| (mode, rest.trim_start_matches("blob ")));
            match mode {
                SUBMODULE => {}
                // `ls-tree` lists a link as such; only asking for it says whether a folder is behind it.
                LINK => match self.object(&path)? {
                    Object::Folder(tree) => self.list(&tree, &path, depth + 1, files)?,
                    _ => files.push(path.into()),
                },
                _ => {
                    let mut listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
                    listed.insert(path.clone().into(), id.to_owned());
                    files.push(path.into());
                }
            }
        }
        Ok(())
    }

    fn fail(&self, path: &Path, cause: io::Error) -> Error {
        Error::new("read", self.name(path), cause)
    }
}

impl Tree for Revision {
    fn name(&self, path: &Path) -> PathBuf {
        format!("{}:{}{}", self.name, self.prefix, slashed(path)).into()
    }

    fn files(&self, folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Option<Vec<PathBuf>>, Error> {
        let fail = |cause| self.fail(folder, cause);
        let Object::Folder(tree) = self.object(&slashed(folder)).map_err(fail)? else { return Ok(None) };
        let mut files = Vec::new();
        self.list(&tree, &slashed(folder), 0, &mut files).map_err(fail)?;
        let is_skipped = |path: &Path| {
            let inner = path.strip_prefix(folder).unwrap_or(path);
            inner.iter().any(|part| skip(&part.to_string_lossy()))
        };
        files.retain(|path| !is_skipped(path));
        files.sort();
        Ok(Some(files))
    }

    fn standing(&self, _: &Path) -> Result<Standing, Error> {
        // Git follows no link out of its own tree.
        Ok(Standing::File)
    }

    fn read(&self, path: &Path) -> Result<Bytes, Error> {
        match self.object(&slashed(path)).map_err(|cause| self.fail(path, cause))? {
            Object::File(bytes) => Ok(bytes),
            Object::Folder(_) => Err(self.fail(path, io::ErrorKind::IsADirectory.into())),
            Object::Nothing(reason) => Err(self.fail(path, io::Error::other(reason))),
        }
    }
}

/// The identifier of the commit that a name stands for.
fn commit(root: &Path, name: &str) -> io::Result<String> {
    let known = if name.starts_with('-') {
        Err(io::Error::other("a name of a revision does not begin with a hyphen"))
    } else {
        ask(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{name}^{{commit}}")])
    };
    known.map(|id| line(&id)).map_err(|_| {
        let shallow = ask(root, &["rev-parse", "--is-shallow-repository"]).is_ok_and(|answer| line(&answer) == "true");
        io::Error::other(if shallow {
            "it is not in this clone, which has only the last part of the history; run `git fetch --unshallow`"
        } else {
            "the repository has no such revision; `git log --oneline --all` lists them"
        })
    })
}

fn line(output: &[u8]) -> String {
    String::from_utf8_lossy(output).trim_end_matches(['\n', '\r']).to_owned()
}

fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
