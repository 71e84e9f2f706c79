"""Lets processes side by side train one network: `torchrun --standalone --nproc-per-node 2 SCRIPT …`.

Each process reads its part of the batches, and all take the mean of what they would change. Two on two cores learn
nearly twice as fast as one, where two threads of one process gain half of that. A script that is started by itself is
alone, and nothing differs for it.
"""

import os
from collections.abc import Iterable, Sequence
from typing import TypeVar

import torch
import torch.distributed as dist
from torch import Tensor

T = TypeVar("T")


class Together:
    """The processes that train one network: how many there are, and which of them this is."""

    def __init__(self) -> None:
        """Find the others, if `torchrun` started any; they speak over the machine's own loop."""
        self.size = int(os.environ.get("WORLD_SIZE", "1"))
        self.number = int(os.environ.get("RANK", "0"))
        if self.size > 1:
            dist.init_process_group("gloo")

    @property
    def leads(self) -> bool:
        """True for the one that prints and writes."""
        return self.number == 0

    def part(self, batches: Sequence[T]) -> Sequence[T]:
        """This process's share of the batches; all shares are of one length, so up to `size` - 1 batches are left."""
        return batches[self.number : len(batches) - len(batches) % self.size : self.size]

    def seed(self, seed: int) -> None:
        """Draw by chance otherwise than the other processes do; to be called after the weights were drawn."""
        torch.manual_seed(seed + 1000 * self.number)

    def agree(self, weights: Iterable[Tensor]) -> None:
        """Put the mean of all processes' gradients in the place of each one's own."""
        if self.size == 1:
            return
        learning = [weight for weight in weights if weight.requires_grad]
        for weight in learning:  # what this process's batch did not touch another's may have
            weight.grad = torch.zeros_like(weight) if weight.grad is None else weight.grad
        grads = [weight.grad for weight in learning if weight.grad is not None]
        flat = torch.cat([grad.reshape(-1) for grad in grads])
        dist.all_reduce(flat)
        flat /= self.size
        at = 0
        for grad in grads:
            grad.copy_(flat[at : at + grad.numel()].view_as(grad))
            at += grad.numel()
