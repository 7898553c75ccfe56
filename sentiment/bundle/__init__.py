"""Model bundles on disk: the only package that knows where they lie and what they hold.

A bundle is a folder::

    card.json        format, name, tasks with their label order, training data, figures,
                     and the SHA-256 of every other file
    NAME.npz         numbers of the part NAME, read without pickle
    NAME.json        settings of the part NAME
    encoder.onnx     the graph of the sentence encoder, where the bundle has one
    tokenizer.json   and how it cuts texts into its tokens

No code of a bundle is run: numbers, text, JSON and a graph of onnxruntime's own operators are
read, checked, and handed to classes that this package names itself. Each part takes its arrays in
the shapes that it needs. Each part that answers questions answers one before it is used, so that
one with good checksums and senseless contents is refused.

`card.json` says which parts make a task: its classifier, and then the adapters that retraining
stacked upon it, first to last. Where the classifier is the head of an encoder, `lexical` names the
n-gram classifier that answers with it; `reader` names what finds the article's end with its help.
The part `confusion`, which not every bundle has, tells how the classifiers err, so that shares can
allow for it; without the part `mentions`, no mentions are told, and without `subject`, that of
`german-lite` is used; where `subject-reader` is, the encoder reads what may be the subject.

`names` finds the folder of a model, `folder` reads what lies in it as far as the card signs it,
and `part_files` turns the files of a part into its state and back. `model` builds the parts, and
`trial` has those that answer anything answer; the encoder is tried through what reads with it.
What `mood`, `head` and `state` of a bundle return is not tried. `saving` writes a bundle.
"""

from __future__ import annotations

from sentiment.bundle.folder import ENCODER_FILES
from sentiment.bundle.model import Bundle, load_model, reopened
from sentiment.bundle.names import DEFAULT, LITE, installed, is_bundle, read_card
from sentiment.bundle.saving import check_target, save_bundle, tell_of_replacing

__all__ = [
    "DEFAULT",
    "ENCODER_FILES",
    "LITE",
    "Bundle",
    "check_target",
    "installed",
    "is_bundle",
    "load_model",
    "read_card",
    "reopened",
    "save_bundle",
    "tell_of_replacing",
]
